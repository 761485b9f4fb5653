// Plays the notes of a sound, as loud as this browser was told and not at all what it was told to
// leave out. Made of sine waves: no files, nothing to fetch.

import { SOUNDS } from "./sounds.js";

const KEPT = "beatbook-sounds";
const LEAST_HEARD = 40; // per cent, of what is always heard
const RAMP_S = 0.008; // a wave that begins or ends at once clicks

/** @param {Storage} store @param {() => AudioContext} make a browser lets it sound after a gesture */
export function createLoudspeaker(store, make = () => new AudioContext()) {
  const settings = { volume: 60, muted: [], ...read(store) };
  let context = null;

  function keep() {
    store.setItem(KEPT, JSON.stringify(settings));
  }

  /** Play the first of these that is not muted. @returns its code, or null. */
  function play(codes) {
    const code = codes.find((each) => !isMuted(each));
    if (code) sound(rowOf(code));
    return code ?? null;
  }

  function isMuted(code) {
    const muted = settings.volume === 0 || settings.muted.includes(code);
    return muted && !rowOf(code).always;
  }

  function sound({ notes, always }) {
    const percent = Math.max(settings.volume, always ? LEAST_HEARD : 0);
    context ??= make();
    context.resume();
    const loudness = context.createGain();
    loudness.gain.value = (percent / 100) ** 2;
    loudness.connect(context.destination);
    let at = context.currentTime + 0.02;
    for (const [hertz, ms] of notes) {
      if (hertz) note(hertz, at, at + ms / 1000, loudness);
      at += ms / 1000;
    }
  }

  function note(hertz, from, until, loudness) {
    const wave = context.createOscillator();
    const shape = context.createGain();
    wave.frequency.value = hertz;
    shape.gain.setValueAtTime(0, from);
    shape.gain.linearRampToValueAtTime(1, from + RAMP_S);
    shape.gain.setValueAtTime(1, until - RAMP_S);
    shape.gain.linearRampToValueAtTime(0, until);
    wave.connect(shape).connect(loudness);
    wave.start(from);
    wave.stop(until);
  }

  return {
    play,
    sound,
    mute(code, is) {
      settings.muted = settings.muted.filter((each) => each !== code).concat(is ? [code] : []);
      keep();
    },
    isChosen: (code) => rowOf(code).always || !settings.muted.includes(code),
    get volume() {
      return settings.volume;
    },
    set volume(percent) {
      settings.volume = Math.min(100, Math.max(0, percent));
      keep();
    },
  };
}

function rowOf(code) {
  return SOUNDS.find((each) => each.code === code);
}

function read(store) {
  try {
    return JSON.parse(store.getItem(KEPT)) ?? {};
  } catch {
    return {};
  }
}
