// Who is signed in. Tokens are in cookies that no script reads; this only asks for new ones in time, and leads to the page where people sign in.

const SIGN_IN = '/login.html';
const PATIENCE_MS = 30_000;
const ASK_AGAIN_MS = 5_000;
const REFRESH_EVERY_MS = 8 * 60_000; // tokens hold for ten minutes

let refreshing = null;
let leaving = false;

function post(path) {
  return fetch(path, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}', signal: AbortSignal.timeout(PATIENCE_MS),
  });
}

/** New tokens for the session; false when it has ended. All who ask at the same time share one answer. */
function refresh() {
  refreshing ??= post('/api/v1/access/refresh')
    .then((response) => response.ok, () => false)
    .finally(() => { refreshing = null; });
  return refreshing;
}

function signIn() {
  if (!leaving) {
    leaving = true;
    location.assign(SIGN_IN);
  }
}

/** As fetch, but goes on with new tokens when those before have ended, and to the sign-in page when there are none. */
export async function fetchAsUser(path, options) {
  const response = await fetch(path, options);
  if (response.status !== 401) {
    return response;
  }
  if (await refresh()) {
    const again = await fetch(path, options);
    if (again.status !== 401) {
      return again;
    }
  }
  signIn();
  return response;
}

/** Who asks; null where nobody says so, undefined while the query service is away: live figures go on without it. */
async function whoAsks() {
  try {
    const response = await fetchAsUser('/api/v1/access/me', { headers: { Accept: 'application/json' }, signal: AbortSignal.timeout(PATIENCE_MS) });
    if (response.status >= 500) {
      return undefined;
    }
    return response.ok && /json/.test(response.headers.get('Content-Type') ?? '') ? await response.json() : null;
  } catch {
    return undefined;
  }
}

/** Asks until somebody answers, so that what is for some roles only comes when the service does. */
async function whoAtLast(first) {
  let me = await first;
  while (me === undefined) {
    await new Promise((done) => setTimeout(done, ASK_AGAIN_MS));
    me = await whoAsks();
  }
  return me;
}

/** Shows who is signed in, and signs out. Where nobody needs to sign in, nothing is shown. */
export function startSession(holder) {
  const first = whoAsks();
  const asked = whoAtLast(first).then((me) => {
    if (me?.mode === 'required') {
      holder.querySelector('[data-text="user"]').textContent = me.name;
      holder.hidden = false;
      setInterval(refresh, REFRESH_EVERY_MS);
    }
    return me;
  });
  holder.querySelector('[data-action="sign-out"]').addEventListener('click', async () => {
    leaving = true;
    await post('/api/v1/access/logout').catch(() => null);
    location.assign(SIGN_IN);
  });
  return {
    /** Promise of who is signed in, as the service says it: { mode, name, roles }; null where it says nothing. */
    who: asked,
    /** What opens one socket; empty where none is needed, or none can be had and the cookie has to do. */
    async ticket() {
      const me = await first;
      if (me?.mode !== 'required') {
        return '';
      }
      try {
        const response = await fetchAsUser('/api/v1/access/ticket', {
          method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}', signal: AbortSignal.timeout(PATIENCE_MS),
        });
        return response.ok ? (await response.json()).ticket : '';
      } catch {
        return '';
      }
    },
  };
}
