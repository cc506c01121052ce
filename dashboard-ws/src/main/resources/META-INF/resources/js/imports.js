// Files to the ingest service, by way of the gateway: what asks for them, and sends one while saying how far it is.

import { ask } from './api.js';
import { fetchAsUser } from './session.js';

const PATIENCE_MS = 120_000;
/** A text that is looked at is sent as far as this; a workbook or a packed file is of use only as a whole. */
const BEGINNING_BYTES = 1 << 20;
const IS_TEXT = /\.(csv|tsv|txt)$/i;

export const IMPORTS = '/ingest/v1/imports';
export const KEYS = '/ingest/keys';
export const QUALITY = '/ingest/v1/data-quality';
export const SENDERS = `${QUALITY}/senders`;

const headersOf = (key) => ({ Accept: 'application/json', ...(key ? { 'X-Write-Key-Name': key } : {}) });

async function answerOf(response) {
  const isJson = /json/.test(response.headers.get('Content-Type') ?? '');
  const body = isJson ? await response.json() : null;
  if (!response.ok) {
    throw new Error(body?.detail ?? body?.title ?? `The ingest service answered ${response.status}.`);
  }
  return body;
}

/** Asks or tells the ingest service something in the name of a write key; a change of something there says by its version what it was made from. */
export async function atIngest(method, path, key, body, version) {
  const isJson = body !== undefined && !(body instanceof FormData);
  return answerOf(await fetchAsUser(path, {
    method, headers: { ...headersOf(key), ...(isJson ? { 'Content-Type': 'application/json' } : {}), ...(version === undefined ? {} : { 'If-Match': `"${version}"` }) }, body: isJson ? JSON.stringify(body) : body, signal: AbortSignal.timeout(PATIENCE_MS),
  }));
}

function formOf(file, name, options) {
  const form = new FormData();
  for (const [option, value] of Object.entries(options)) {
    if (value !== '' && value !== null && value !== undefined) {
      form.append(option, typeof value === 'object' ? JSON.stringify(value) : String(value));
    }
  }
  form.append('file', file, name);
  return form;
}

/** How a file would be read: its columns, its first rows and what stands in the way. */
export function preview(file, key, options) {
  const beginning = IS_TEXT.test(file.name) && file.size > BEGINNING_BYTES ? file.slice(0, BEGINNING_BYTES) : file;
  return atIngest('POST', `${IMPORTS}/preview`, key, formOf(beginning, file.name, options));
}

/** Sends a file to be imported; onProgress hears the share that is sent. Fails with a sentence. */
export async function send(file, key, options, onProgress) {
  await ask(KEYS); // a session that has ended is begun anew before the file goes, not after
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest(); // says how far it is, which fetch does not
    request.open('POST', IMPORTS);
    Object.entries(headersOf(key)).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
    request.addEventListener('error', () => reject(new Error('The file could not be sent. What was sent of it is forgotten; send it again.')));
    request.addEventListener('load', () => {
      const headers = new Headers({ 'Content-Type': request.getResponseHeader('Content-Type') ?? '' });
      answerOf(new Response(request.responseText, { status: request.status, headers })).then(resolve, reject);
    });
    request.send(formOf(file, file.name, options));
  });
}
