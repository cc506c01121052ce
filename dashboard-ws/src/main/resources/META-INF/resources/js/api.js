// Questions and changes through the gateway's /api, with the service's own words when something is wrong.

import { fetchAsUser } from './session.js';

const PATIENCE_MS = 30_000;

async function answerOf(response) {
  const isJson = /json/.test(response.headers.get('Content-Type') ?? '');
  const body = isJson ? await response.json() : null;
  if (!response.ok) {
    throw Object.assign(new Error(body?.detail ?? body?.title ?? `The query service answered ${response.status}.`), { code: body?.code, status: response.status });
  }
  return body;
}

/** The browser's own words for a connection that does not come about say nothing to people. */
async function reach(path, options) {
  try {
    return await fetchAsUser(path, { ...options, signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch {
    throw new Error('The gateway of this page does not answer.');
  }
}

/** The answer to a question; fails with a sentence for the user, and the service's code and status where it gave an answer. */
export async function ask(path) {
  const answer = await answerOf(await reach(path, { headers: { Accept: 'application/json' } }));
  if (answer === null) {
    throw new Error('What answered is not the query service.');
  }
  return answer;
}

/** The file that answers a question, of a media type; fails as an answer does. */
export async function askFile(path, type) {
  const response = await reach(path, { headers: { Accept: `${type}, application/problem+json` } });
  return response.ok ? response.blob() : answerOf(response);
}

/** Makes a change; version is that of the thing that is changed. */
export async function tell(method, path, body, version) {
  const headers = { Accept: 'application/json', 'Content-Type': 'application/json' };
  if (version !== undefined) {
    headers['If-Match'] = `"${version}"`;
  }
  return answerOf(await reach(path, { method, headers, body: JSON.stringify(body ?? {}) }));
}
