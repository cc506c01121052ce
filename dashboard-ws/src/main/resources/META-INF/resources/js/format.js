// Numbers, money and times in the user's language.

import { language } from './language.js';

/** The page's language, as spoken where the browser says it is. */
const locale = [...(navigator.languages ?? []).filter((each) => each.slice(0, 2) === language()), language()];
const caches = new Map();
let shop = null;
let zone = 'browser';

/** The shop's context, for times in its zone. */
export function shopZone(context) {
  shop = context;
}

/** Whose time zone times of day are in: that of the browser or of the shop. */
export function setZone(chosen) {
  zone = chosen;
}

const timeZone = () => (zone === 'shop' && shop ? shop.zone : undefined);

function cached(kind, key, make) {
  const id = `${kind}|${key}`;
  if (!caches.has(id)) {
    caches.set(id, make());
  }
  return caches.get(id);
}

export function number(options) {
  return cached('number', JSON.stringify(options), () => new Intl.NumberFormat(locale, options));
}

export const integer = (value) => number({ maximumFractionDigits: 0 }).format(value);
export const compact = (value) => number({ notation: 'compact', maximumFractionDigits: 1 }).format(value);
export const percent = (ratio, digits = 1) => number({ style: 'percent', maximumFractionDigits: digits }).format(ratio);

export function money(value, currency, options = {}) {
  try {
    return number({ style: 'currency', currency, ...options }).format(value);
  } catch {
    return `${number({ maximumFractionDigits: 2 }).format(value)} ${currency}`;
  }
}

export const wholeMoney = (value, currency) => money(value, currency, { maximumFractionDigits: 0 });
export const compactMoney = (value, currency) => money(value, currency, { notation: 'compact', maximumFractionDigits: 1 });

export function currencySymbol(currency) {
  try {
    const parts = number({ style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).formatToParts(0);
    return parts.find((part) => part.type === 'currency')?.value ?? currency;
  } catch {
    return currency;
  }
}

/** An axis of money says the currency at its numbers, where the language puts it. */
export function moneyTicks(currency) {
  const symbol = currencySymbol(currency);
  const isBefore = money(1, currency, { currencyDisplay: 'narrowSymbol' }).startsWith(symbol);
  return isBefore ? { tickprefix: symbol } : { ticksuffix: ` ${symbol}` };
}

function date(options) {
  return cached('date', JSON.stringify(options), () => new Intl.DateTimeFormat(locale, options));
}

export const dateTime = (time) => date({ dateStyle: 'medium', timeStyle: 'short', timeZone: timeZone() }).format(new Date(time));
export const timeOfDay = (time) => date({ timeStyle: 'medium', timeZone: timeZone() }).format(new Date(time));
/** The day of a time, with its weekday, where times of day are told. */
export const fullDay = (time) => date({ dateStyle: 'full', timeZone: timeZone() }).format(new Date(time));
/** A business day such as 2024-01-31, which has no time zone. */
export const day = (isoDay) => date({ dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${isoDay}T00:00:00Z`));
/** A month such as 2024-01. */
export const month = (isoMonth) => date({ month: 'short', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${isoMonth}-01T00:00:00Z`));
/** 1 is Monday. */
export const weekday = (n, style = 'short') => date({ weekday: style, timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, n)));

const UNITS = [['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1]];

/** For example "5 minutes ago". */
export function ago(time, reference) {
  const seconds = Math.round((new Date(time).getTime() - reference) / 1000);
  const format = cached('relative', '', () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }));
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) {
      return format.format(Math.trunc(seconds / size), unit);
    }
  }
  return format.format(0, 'second');
}

export function duration(ms) {
  return ms < 60_000
    ? number({ style: 'unit', unit: 'second', minimumFractionDigits: 1, maximumFractionDigits: 1, unitDisplay: 'short' }).format(ms / 1000)
    : number({ style: 'unit', unit: 'minute', maximumFractionDigits: 0, unitDisplay: 'short' }).format(ms / 60_000);
}

/** A time people wait, in the largest unit that fits: "3.5 hr". */
export function longDuration(seconds) {
  const [unit, size] = UNITS.find(([, each]) => seconds >= each) ?? UNITS.at(-1);
  return number({ style: 'unit', unit, maximumFractionDigits: 1, unitDisplay: 'short' }).format(seconds / size);
}
