// The command line: what is typed is read at every key, said as a sentence, and done on Enter.

import { parse, withVerb } from "./grammar.js";
import { createHistory } from "./history.js";
import { drawPreview } from "./preview.js";

/**
 * @param {HTMLFormElement} form with #line, #preview, #spoken and #completions inside
 * @param {{registry, facts: () => object, places, perform, history: string, local: object,
 *   dialogs: object}} does
 *   `facts` gives the grammar's board; `perform(parsed)` answers true when all was done;
 *   `local` and `dialogs` hold functions by the names the registry uses.
 */
export function createCommandLine(form, does) {
  const input = form.querySelector("#line");
  const draw = drawPreview(form, { apply: write, history: does.history });
  const history = createHistory();
  let places = [];
  let placesSaid = ""; // of all of them: which of two streets, or outside the map
  let stretch = null; // {stretch, until, answer}: what the server found for these words

  const read = () => parse(input.value, does.registry, { ...does.facts(), places, placesSaid, stretch });

  function refresh() {
    const parsed = read();
    draw(parsed);
    return parsed;
  }

  function write(line) {
    input.value = line;
    input.focus();
    input.setSelectionRange(line.length, line.length);
    return typed();
  }

  function typed() {
    places = [];
    placesSaid = "";
    draw.ease();
    const parsed = refresh();
    if (parsed.args.place) does.places.suggest(parsed.args.place, offerPlaces, parsed.args.agency?.code);
    else does.places.cancel();
    if (parsed.args.stretch) does.stretches.suggest(stretchAsked(parsed.args), offerStretch);
    else forgetStretch();
    lookForMatches(parsed);
    if (parsed.verb?.local === "help") does.local.help(parsed.args);
    return parsed;
  }

  /** Beside a command that says where or what; anything else would only ask for nothing. */
  function lookForMatches({ args, verb }) {
    const free = [args.place, args.text, args.note, args.plate?.code].filter(Boolean);
    if (verb && free.length) does.matches.look({ words: free.join(" "), place: args.place });
    else does.matches.clear();
  }

  function offerPlaces(answer, text) {
    if (read().args.place !== text) return;
    places = answer.places ?? [];
    placesSaid = answer.said ?? "";
    refresh();
  }

  function offerStretch(answer, asked) {
    const { args } = read();
    if (!args.stretch || stretchAsked(args) !== asked || Array.isArray(answer)) return;
    stretch = { stretch: args.stretch, until: args.until?.code ?? "", answer };
    does.draft(answer.lines ?? []);
    refresh();
  }

  function forgetStretch() {
    does.stretches.cancel();
    if (stretch) does.draft([]);
    stretch = null;
  }

  async function submit() {
    const parsed = refresh();
    const line = input.value;
    if (parsed.local) {
      done(line);
      does.local[parsed.local](parsed.args);
    } else if (parsed.problems.length > 0) {
      if (parsed.dialog) openDialog(parsed, line);
      else draw.insist();
    } else if (parsed.requests.length > 0) {
      done(line);
      const ok = await does.perform(parsed);
      if (!ok && input.value === "") write(line);
    }
  }

  function openDialog(parsed, line) {
    done(line);
    does.dialogs[parsed.dialog](parsed.args);
  }

  function done(line) {
    history.add(line);
    input.value = "";
    typed();
  }

  function key(event) {
    const steps = { ArrowUp: -1, ArrowDown: 1 };
    if (event.key in steps) {
      event.preventDefault();
      write(history.step(steps[event.key], input.value));
    } else if (event.key === "Tab" && !event.shiftKey) {
      const [first] = input.value.trim() === "" ? [] : read().completions;
      if (first) {
        event.preventDefault();
        write(first.line);
      }
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  input.addEventListener("input", typed);
  input.addEventListener("keydown", key);

  return {
    /** The board changed: what Enter would do may have changed with it. */
    refresh: () => input.value !== "" && refresh(),
    write,
    submit,
    focus: () => input.focus(),
    clear: () => write(""),
    /** Say how a command ended, where the next one will be previewed. */
    say: (words) => input.value === "" && draw.said(words),
    /** Put a verb in front of what is typed, as its function key does. */
    begin: (verb) => write(withVerb(input.value, verb, does.registry)),
    /** Say and do a whole line at once, as a button does; what is missing is left to be typed. */
    run: (line) => {
      write(line);
      return submit();
    },
    get value() {
      return input.value;
    },
  };
}

/** The question to the server; the same words ask the same. */
function stretchAsked({ stretch, until }) {
  return new URLSearchParams({ stretch, until: until?.code ?? "" }).toString();
}
