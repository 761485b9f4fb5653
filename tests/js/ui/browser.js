// What the modules under test use of a browser, driven by hand: time, timers, event sources.

/** A world with its own time. `advance(ms)` lets time pass and runs what is due. */
export function world() {
  const timers = new Map();
  const listeners = new Map();
  let time = 0;
  let next = 1;
  const set = (run, wait, every) => {
    timers.set(next, { run, due: time + wait, every });
    return next++;
  };

  class EventSource {
    static CLOSED = 2;
    static opened = [];

    constructor(url) {
      this.url = url;
      this.readyState = 1;
      this.listeners = {};
      EventSource.opened.push(this);
    }

    addEventListener(type, listener) {
      this.listeners[type] = listener;
    }

    close() {
      this.readyState = 2;
      this.closed = true;
    }

    /** The server sends an event. */
    send(type, data = null, id = "") {
      if (!this.closed) this.listeners[type]?.({ data: JSON.stringify(data), lastEventId: id });
    }

    /** The connection breaks and the browser tries again (0), or was refused (2). */
    fail(readyState) {
      this.readyState = readyState;
      this.onerror();
    }
  }

  return {
    EventSource,
    now: () => time,
    setTimeout: (run, wait) => set(run, wait, null),
    setInterval: (run, every) => set(run, every, every),
    clearTimeout: (id) => timers.delete(id),
    clearInterval: (id) => timers.delete(id),
    addEventListener: (type, listener) => listeners.set(type, listener),
    removeEventListener: (type) => listeners.delete(type),
    happen: (type) => listeners.get(type)?.(),
    status: 200,
    async fetch() {
      if (this.status === 0) throw new TypeError("no network");
      return { status: this.status };
    },
    get source() {
      return EventSource.opened.at(-1);
    },
    async advance(ms) {
      const end = time + ms;
      for (;;) {
        const due = [...timers].filter(([, timer]) => timer.due <= end);
        if (!due.length) break;
        const [id, timer] = due.sort(([, one], [, other]) => one.due - other.due)[0];
        time = timer.due;
        if (timer.every) timer.due += timer.every;
        else timers.delete(id);
        timer.run();
        await settle();
      }
      time = end;
      await settle();
    },
  };
}

/** Let everything that waits for an answer go on. */
export async function settle() {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}
