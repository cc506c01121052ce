// The header: connection, measured lag, reference time.

import { setStale } from '../panel.js';
import { dateTime, duration, percent } from '../format.js';

export function startStatus(store, context) {
  const bar = document.querySelector('[data-panel="status"]');
  const live = bar.querySelector('[data-live]');
  const text = (name) => document.querySelector(`[data-text="${name}"]`);
  const notice = document.querySelector('[data-notice]');
  let socket = { connected: false, first: true };
  let countdown = 0;
  const said = new WeakMap();

  /** Only what is new: what stands there may be in another language, and is read out when it changes. */
  function say(node, words) {
    if (said.get(node) !== words) {
      said.set(node, words);
      node.textContent = words;
    }
  }

  function show() {
    const status = store.get('status');
    const [state, words, note] = describe(status);
    live.dataset.live = state;
    bar.dataset.state = { live: 'ready', connecting: 'loading', reading: 'loading' }[state] ?? 'stale';
    say(text('connection'), words);
    say(text('lag'), state === 'live' && status.lag_ms !== undefined ? `${duration(Math.max(100, status.lag_ms))} behind` : '');
    bar.dataset.lagMs = status?.lag_ms ?? '';
    say(notice, note);
    notice.hidden = note === '';
    say(text('as-of'), status?.newest_event_at ? `As of ${dateTime(context.asOf())}` : '');
    say(text('zone'), status ? ` (${status.zone})` : '');
    setStale(state === 'lost' || state === 'away');
  }

  function describe(status) {
    if (!socket.connected) {
      return socket.first ? ['connecting', 'Connecting…', ''] : ['lost', 'Reconnecting…', retryNote()];
    }
    if (!status) {
      return ['connecting', 'Connecting…', ''];
    }
    if (!status.connected) {
      return ['away', 'Waiting for Kafka', 'The gateway cannot reach Kafka. Figures stand still until it is back.'];
    }
    if (!status.caught_up) {
      return ['reading', 'Reading history', `Reading history: ${percent(status.progress, 0)}`];
    }
    return ['live', 'Live', ''];
  }

  function retryNote() {
    const seconds = Math.max(0, Math.ceil((socket.retryAt - Date.now()) / 1000));
    return `The connection is lost. Figures stand still; next attempt ${seconds > 0 ? `in ${seconds} s` : 'now'}.`;
  }

  store.listen('status', show);
  setInterval(show, 10_000);
  return {
    connection(state) {
      const changed = state.connected !== socket.connected || socket.first || !state.connected;
      socket = state;
      clearInterval(countdown);
      if (!state.connected) {
        countdown = setInterval(show, 1000);
      }
      if (changed) {
        show();
      }
    },
  };
}
