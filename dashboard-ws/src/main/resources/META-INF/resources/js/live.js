// The socket: subscribes, applies snapshots and deltas to the store, and comes back by itself, resuming where it was.

import { applyPatch, plain } from './merge-patch.js';

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 10_000;
const SILENCE_MS = 16_000; // the status channel speaks every 5 seconds

/** The socket that live-first.js opened, { socket, asked: channels, came: messages so far }, or null; once. */
function takeFirst() {
  const { firstSocket = null } = globalThis;
  delete globalThis.firstSocket;
  return firstSocket;
}

export function connectLive({ url, channels, store, onState }) {
  const first = takeFirst();
  const seen = new Map();
  const wanted = new Set([...channels, ...(first?.asked ?? [])]);
  const fresh = new Set();
  let wantTimer = 0;
  let stream = null;
  let socket = null;
  let attempt = 0;
  let retryTimer = 0;
  let silenceTimer = 0;
  let opening = false;

  function subscribe(names) {
    const last = {};
    for (const name of names) {
      if (seen.has(name)) {
        last[name] = seen.get(name);
      }
    }
    socket.send(JSON.stringify({ type: 'subscribe', channels: names, last, ...(stream ? { stream } : {}) }));
  }

  function take(message) {
    const { type, channel, seq } = message;
    if (type === 'snapshot') {
      stream = message.stream;
      seen.set(channel, seq);
      store.set(channel, plain(message.data));
    } else if (type === 'delta') {
      if (seen.get(channel) !== seq - 1) {
        seen.delete(channel);
        subscribe([channel]);
        return;
      }
      seen.set(channel, seq);
      store.set(channel, applyPatch(store.get(channel), message.data));
    } else if (type === 'error') {
      throw new Error(`the gateway refused a message: ${message.reason}`);
    }
  }

  /** Subscribes to a channel as soon as it can; channels wanted at about the same time go in one message. */
  function want(channel) {
    if (wanted.has(channel)) {
      return;
    }
    wanted.add(channel);
    if (socket?.readyState === WebSocket.OPEN) {
      fresh.add(channel);
      wantTimer ||= setTimeout(() => {
        wantTimer = 0;
        if (socket?.readyState === WebSocket.OPEN && fresh.size > 0) {
          subscribe([...fresh]);
        }
        fresh.clear();
      }, 40);
    }
  }

  function expectNews() {
    clearTimeout(silenceTimer);
    silenceTimer = setTimeout(() => socket?.close(4000, 'silence'), SILENCE_MS);
  }

  /** A socket is used from now on, of which channels were asked for already. */
  function use(current, asked) {
    const askForTheRest = () => {
      fresh.clear();
      const names = [...wanted].filter((name) => !asked.includes(name));
      if (names.length > 0) {
        subscribe(names);
      }
    };
    socket = current;
    expectNews();
    if (current.readyState === WebSocket.OPEN) {
      askForTheRest();
    } else {
      current.addEventListener('open', askForTheRest);
    }
    current.addEventListener('message', (event) => hear(current, event.data));
    current.addEventListener('close', () => {
      if (current === socket) {
        lost();
      }
    });
  }

  function hear(current, text) {
    if (current === socket) {
      expectNews();
      attempt = 0;
      onState({ connected: true });
      take(JSON.parse(text));
    }
  }

  /** url gives the address anew for each socket, since a ticket in it holds for one; it is told how often in a row it went wrong. */
  async function open() {
    if (opening) {
      return;
    }
    opening = true;
    clearTimeout(retryTimer);
    const address = await url(attempt);
    opening = false;
    use(new WebSocket(address), []);
  }

  function lost() {
    clearTimeout(silenceTimer);
    socket = null;
    const delay = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** attempt) * (0.75 + Math.random() / 2);
    attempt += 1;
    onState({ connected: false, retryAt: Date.now() + delay });
    retryTimer = setTimeout(open, delay);
  }

  function hurry() {
    if (socket === null && document.visibilityState === 'visible') {
      open();
    }
  }

  addEventListener('online', hurry);
  document.addEventListener('visibilitychange', hurry);
  if (first === null) {
    open();
  } else if (first.socket.readyState < WebSocket.CLOSING) {
    first.socket.onmessage = null;
    use(first.socket, first.asked);
    first.came.forEach((text) => hear(first.socket, text));
  } else {
    attempt = 1; // the cookie did not do
    open();
  }
  return { want };
}
