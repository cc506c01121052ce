// What the gateway said last, one slice per channel. Listeners hear of their own slice only, at most once per frame.

export function createStore(schedule = requestAnimationFrame) {
  const slices = new Map();
  const listeners = new Map();
  const changed = new Set();
  let scheduled = false;

  function flush() {
    scheduled = false;
    const channels = [...changed];
    changed.clear();
    for (const channel of channels) {
      for (const listener of listeners.get(channel) ?? []) {
        try {
          listener(slices.get(channel));
        } catch (failure) {
          console.error(failure); // the others hear of it all the same
        }
      }
    }
  }

  return {
    get: (channel) => slices.get(channel),
    set(channel, data) {
      slices.set(channel, data);
      changed.add(channel);
      if (!scheduled) {
        scheduled = true;
        schedule(flush);
      }
    },
    listen(channel, listener) {
      if (!listeners.has(channel)) {
        listeners.set(channel, new Set());
      }
      listeners.get(channel).add(listener);
      if (slices.has(channel)) {
        listener(slices.get(channel));
      }
    },
  };
}
