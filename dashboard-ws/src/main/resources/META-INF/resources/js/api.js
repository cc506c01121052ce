// Questions and changes through the gateway's /api, with the service's own words when something is wrong.

import { fetchAsUser } from './session.js';

const PATIENCE_MS = 30_000;

async function answerOf(response) {
  const isJson = /json/.test(response.headers.get('Content-Type') ?? '');
  const body = isJson ? await response.json() : null;
  if (!response.ok) {
    throw Object.assign(new Error(body?.detail ?? body?.title ?? `The query service answered ${response.status}.`), { code: body?.code });
  }
  return body;
}

/** The answer to a question; fails with a sentence for the user, and the service's code. */
export async function ask(path) {
  return answerOf(await fetchAsUser(path, { headers: { Accept: 'application/json' }, signal: AbortSignal.timeout(PATIENCE_MS) }));
}

/** Makes a change; version is that of the thing that is changed. */
export async function tell(method, path, body, version) {
  const headers = { Accept: 'application/json', 'Content-Type': 'application/json' };
  if (version !== undefined) {
    headers['If-Match'] = `"${version}"`;
  }
  return answerOf(await fetchAsUser(path, {
    method, headers, body: JSON.stringify(body ?? {}), signal: AbortSignal.timeout(PATIENCE_MS),
  }));
}
