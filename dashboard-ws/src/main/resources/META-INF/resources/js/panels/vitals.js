// The footer: how the engine is, how much comes in, how far behind it is, how long an event takes to this page, what was refused.

import { duration, integer, number } from '../format.js';

export function startVitals(store) {
  function say(name, words) {
    const node = document.querySelector(`[data-vital="${name}"]`);
    if (node.textContent !== words) {
      node.textContent = words;
    }
  }

  store.listen('status', (status) => {
    const known = status.engine !== undefined;
    const digits = status.events_per_second < 10 ? 1 : 0;
    say('engine', known ? status.engine : 'does not answer');
    say('rate', known ? number({ maximumFractionDigits: digits }).format(status.events_per_second) : '–');
    say('lag', known ? integer(status.engine_lag) : '–');
    say('p95', status.p95_ms === undefined ? '–' : duration(Math.max(100, status.p95_ms)));
    say('rejected', known ? integer(status.rejected) : '–');
  });
}
