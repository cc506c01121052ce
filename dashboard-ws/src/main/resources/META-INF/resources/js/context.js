// What every panel may ask: the currency, the business zone, and what time it is for the shop.

export function createContext(store) {
  const listeners = new Set();
  const waiting = new Set();
  let known = false;
  const context = {
    currency: 'USD',
    zone: 'UTC',
    newestEventAt: null,
    /** Promise of who is signed in: { name, roles }, or null. */
    who: Promise.resolve(null),
    /** Reference time of all figures, in milliseconds: now, or a day after the newest event of a shop whose history ended. */
    asOf() {
      const now = Date.now();
      return context.newestEventAt === null ? now : Math.min(now, context.newestEventAt + 86_400_000);
    },
    onChange: (listener) => listeners.add(listener),
    /** Says that figures are to be written in another way, in another time zone for instance. */
    changed: () => listeners.forEach((listener) => listener()),
    /** Calls once the shop's currency, zone and time are known; at once when they are. */
    onFirstStatus: (listener) => (known ? listener() : waiting.add(listener)),
  };
  store.listen('status', (status) => {
    context.newestEventAt = status.newest_event_at ? Date.parse(status.newest_event_at) : null;
    if (status.currency !== context.currency || status.zone !== context.zone) {
      context.currency = status.currency;
      context.zone = status.zone;
      listeners.forEach((listener) => listener());
    }
    if (!known) {
      known = true;
      waiting.forEach((listener) => listener());
      waiting.clear();
    }
  });
  return context;
}
