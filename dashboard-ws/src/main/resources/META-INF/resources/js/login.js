// Signing in, and choosing a password by a link. What stands behind the # of a link is sent nowhere but in the body of the one request it is for.

import { startLanguage } from './language.js';

const MODES = {
  'sign-in': { title: 'Sign in', button: 'Sign in', fields: ['name', 'password'], path: '/api/v1/access/login' },
  'first-admin': {
    title: 'Become the administrator', button: 'Set up', fields: ['name', 'password', 'repeat'], path: '/api/v1/access/first-admin',
    hint: 'This link works once. Choose a name and a password of 12 characters or more.',
  },
  link: {
    title: 'Choose a password', button: 'Save', fields: ['password', 'repeat'], path: '/api/v1/access/password-by-link',
    hint: 'This link works once. Choose a password of 12 characters or more.',
  },
};
const PATIENCE_MS = 30_000;

const form = document.querySelector('form');
const alert = document.querySelector('[role="alert"]');
const button = form.querySelector('button');
const [kind, token] = location.hash.slice(1).split('=', 2);
const isLink = (kind === 'first-admin' || kind === 'link') && token;
const mode = MODES[isLink ? kind : 'sign-in'];

function show() {
  document.title = `${mode.title} · Tillstream`;
  document.querySelector('h1').textContent = mode.title;
  document.querySelector('[data-text="hint"]').textContent = mode.hint ?? '';
  button.textContent = mode.button;
  for (const field of form.querySelectorAll('[data-field]')) {
    const isShown = mode.fields.includes(field.dataset.field);
    field.hidden = !isShown;
    field.querySelector('input').disabled = !isShown;
  }
  if (isLink) {
    form.elements.password.autocomplete = 'new-password';
    form.elements.name.value = kind === 'first-admin' ? 'admin' : '';
    history.replaceState(null, '', location.pathname);
  }
  form.querySelector('input:not([disabled])').focus();
}

function refuse(text, input) {
  alert.textContent = text;
  for (const other of form.querySelectorAll('input')) {
    other.toggleAttribute('aria-invalid', other === input);
  }
  input?.focus();
}

async function send() {
  const body = { password: form.elements.password.value };
  if (mode.fields.includes('name')) {
    body.name = form.elements.name.value.trim();
  }
  if (isLink) {
    body.token = token;
  }
  const response = await fetch(mode.path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (response.ok) {
    location.replace('/');
    return;
  }
  const problem = /json/.test(response.headers.get('Content-Type') ?? '') ? await response.json() : {};
  const sentence = (problem.detail ?? `The service answered ${response.status}.`).replace(/^\w+: /, '');
  refuse(sentence.charAt(0).toUpperCase() + sentence.slice(1), form.elements.password);
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  if (mode.fields.includes('repeat') && form.elements.password.value !== form.elements.repeat.value) {
    refuse('The two passwords differ.', form.elements.repeat);
    return;
  }
  button.disabled = true;
  refuse('');
  try {
    await send();
  } catch {
    refuse('The service does not answer. Try again in a moment.', form.elements.password);
  } finally {
    button.disabled = false;
  }
});

/** Offers the company's identity provider, and only that where there are no passwords. */
async function offerCompany() {
  const response = await fetch('/api/v1/access/methods', { headers: { Accept: 'application/json' }, signal: AbortSignal.timeout(PATIENCE_MS) });
  const methods = response.ok ? await response.json() : {};
  document.querySelector('[data-text="company"]').hidden = !methods.company;
  form.hidden = methods.password === false;
}

const FAILURES = {
  not_allowed: 'Your company did not give you a role here.',
  company_unavailable: 'Your company\'s sign-in does not answer. Try again in a moment.',
};

startLanguage();
show();
if (!isLink) {
  if (kind === 'company') {
    refuse(FAILURES[token] ?? 'Signing in by your company failed. Try again.');
    history.replaceState(null, '', location.pathname);
  }
  offerCompany().catch(() => {});
}
