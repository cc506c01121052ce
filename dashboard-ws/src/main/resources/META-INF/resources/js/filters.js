// Filters of the whole page. They stand in the address, so that a link shows the same; here is which answers can honour which of them exactly.

import { param, setParams } from './address.js';
import { givenDays } from './range.js';

/** In the bar, in its order. */
export const FILTERS = ['category', 'segment', 'location', 'country', 'channel', 'device', 'action'];
/** Where customers stand, as cells of scores and of scatters say it. */
const STANDING = ['recency_score', 'frequency_score', 'monetary_score', 'min_recency_days', 'max_recency_days', 'min_value_expected', 'max_value_expected', 'min_alive_probability', 'max_alive_probability'];
/** Not in the bar: they come by a link, such as one to the customers behind a mark. */
export const BY_LINK = ['tier', 'cluster', 'behaviour', 'age_group', 'gender', 'custom_segment', 'loyalty_tier', 'cohort', 'bought_in', 'cart', 'funnel', 'answered', 'referral', 'did', 'ticket', 'first_channel', 'first_campaign', 'min_orders', 'max_orders', 'min_net', 'max_net', ...STANDING];

const WORDS = {
  category: 'category', segment: 'segment', location: 'city', country: 'country', channel: 'channel', device: 'device', action: 'action', days: 'days',
  tier: 'churn risk', cluster: 'tier', behaviour: 'behaviour', age_group: 'age group', gender: 'gender', custom_segment: 'own segment',
  loyalty_tier: 'loyalty tier', cohort: 'first purchase', bought_in: 'bought in', cart: 'a cart', funnel: 'reached', answered: 'would recommend', referral: 'referral',
  did: 'did', ticket: 'a ticket about', first_channel: 'came first by', first_campaign: 'first campaign',
  recency_score: 'recency score', frequency_score: 'frequency score', monetary_score: 'monetary score', min_recency_days: 'days ago from', max_recency_days: 'days ago up to',
  min_value_expected: 'expected from', max_value_expected: 'expected up to', min_alive_probability: 'still buys from', max_alive_probability: 'still buys up to',
  min_orders: 'orders from', max_orders: 'orders up to', min_net: 'spend from', max_net: 'spend up to',
};
export const filterWords = (name) => WORDS[name] ?? name;

/** A filter's value, short: amounts and probabilities without the last digits that make them exact. */
export const valueWords = (name, value) => (/_(net|value_expected|alive_probability)$/.test(name) && Number.isFinite(Number(value)) ? String(Math.round(Number(value) * 100) / 100) : value);

const ORDERS = ['days', 'category', 'location', 'country', 'age_group', 'segment', 'tier', 'channel', 'device'];
/** Of the customers whose deeds are counted. */
const KNOWN = ['category', 'location', 'country', 'age_group', 'segment', 'tier'];
const CUSTOMERS = ['segment', 'tier', 'location', 'country', 'age_group', 'gender', 'channel'];
const GROUPS = [...CUSTOMERS, 'cluster'];
const EVERYBODY = [...GROUPS, 'behaviour', 'custom_segment'];

/**
 * What each question takes. alone: only while nothing but days is asked for beside it; daysOf: days only beside one of these filters, whose they are. A channel of first visits, messages and referrals is another thing than that of sales: those do not take it.
 */
export const TAKES = {
  kpis: { takes: ORDERS, alone: ['device', 'channel'] },
  sales: { takes: ORDERS }, categories: { takes: ORDERS }, products: { takes: ORDERS }, 'products/categories': { takes: ORDERS },
  transactions: { takes: [...ORDERS, 'action'] },
  carts: { takes: ['days', ...KNOWN] },
  'carts/summary': { takes: ORDERS, alone: ['device', 'channel'] },
  funnel: { takes: ORDERS },
  seasonality: { takes: ORDERS },
  cohorts: { takes: ORDERS }, retention: { takes: ORDERS }, // what the first purchase said
  satisfaction: { takes: ['days', 'channel', ...KNOWN] }, 'satisfaction/retention': { takes: ['days', 'channel', ...KNOWN] },
  feedback: { takes: ['days', 'channel', ...KNOWN] }, 'feedback/topics': { takes: ['days', 'channel', ...KNOWN] },
  support: { takes: ['days', 'channel', ...KNOWN.filter((name) => name !== 'category')] }, // its category is that of tickets
  behaviour: { takes: ORDERS },
  'behaviour/distributions': { takes: ORDERS }, 'behaviour/customers': { takes: EVERYBODY }, 'behaviour/correlations': { takes: EVERYBODY },
  loyalty: { takes: ['days'] }, 'loyalty/moves': { takes: ['days'] }, 'loyalty/effect': { takes: ['days', 'country'] }, 'loyalty/members': { takes: EVERYBODY },
  referrals: { takes: ['days', ...KNOWN] }, 'referrals/customers': { takes: ['days', ...KNOWN] },
  journeys: { takes: ['days', 'channel', 'device', ...KNOWN] }, 'journeys/paths': { takes: ['days', 'channel', 'device', ...KNOWN] },
  'journeys/attribution': { takes: ['days', ...KNOWN] },
  acquisition: { takes: ['days', ...KNOWN] }, communications: { takes: ['days', ...KNOWN] }, 'communications/fatigue': { takes: ['days', ...KNOWN] },
  report: { takes: ORDERS, alone: ['device', 'channel'] }, // it begins with the tiles
  forecast: { takes: ['category'] },
  segments: { takes: CUSTOMERS }, 'segments/moves': { takes: ['days', ...KNOWN] }, rfm: { takes: CUSTOMERS }, 'segments/behavioural': { takes: GROUPS }, 'segments/demographic': { takes: GROUPS },
  churn: { takes: GROUPS }, 'churn/customers': { takes: GROUPS },
  'lifetime-value': { takes: GROUPS }, 'lifetime-value/customers': { takes: GROUPS },
  propensity: { takes: GROUPS }, 'propensity/customers': { takes: GROUPS },
  clusters: { takes: CUSTOMERS }, customers: { takes: [...EVERYBODY, 'loyalty_tier', 'cohort', 'bought_in', 'cart', 'funnel', 'answered', 'referral', 'did', 'ticket', 'first_channel', 'first_campaign',
    'min_orders', 'max_orders', 'min_net', 'max_net', ...STANDING, 'days'],
    daysOf: ['cart', 'funnel', 'answered', 'referral', 'did', 'ticket', 'first_channel', 'first_campaign'] },
};

/** What is asked for beside days: { country: 'US' }. */
export function givenFilters() {
  const given = {};
  for (const name of [...FILTERS, ...BY_LINK]) {
    if (param(name)) {
      given[name] = param(name);
    }
  }
  return given;
}

/** Names of what is asked for, days first. */
export const givenNames = () => [...(givenDays()?.from || givenDays()?.to ? ['days'] : []), ...Object.keys(givenFilters())];

/** Takes all filters and days away; going back brings them again. */
export function clearFilters() {
  setParams(Object.fromEntries([...FILTERS, ...BY_LINK, 'range', 'from', 'to', 'compare'].map((name) => [name, null])));
}

const split = (path) => {
  const [address, query = ''] = path.split('?');
  return { address, params: new URLSearchParams(query) };
};

/** An action is a kind of transaction when it is one. */
const asParameter = (name, value) => (name === 'action' ? ['kind', value] : [name, value]);

function takes(path, name, value, others) {
  const { address, params } = split(path);
  const rule = TAKES[address.replace(/^\/api\/v1\//, '')];
  if (!rule?.takes.includes(name)) {
    return false;
  }
  if (name === 'days') {
    return !rule.daysOf || rule.daysOf.some((filter) => Boolean(param(filter)));
  }
  const [parameter, wanted] = asParameter(name, value);
  if (params.has(parameter) && params.get(parameter) !== wanted) {
    return false;
  }
  if (name === 'action' && !['purchase', 'refund'].includes(value)) {
    return false;
  }
  return !(rule.alone?.includes(name) && others.some((other) => other !== name));
}

/**
 * Adds what is asked for to questions. A filter that one of them cannot honour exactly is added to none: the figures of a panel belong together.
 *
 * @returns paths as they are to be asked, and refused: names of filters that they are not by
 */
export function withFilters(paths) {
  const filters = givenFilters();
  const days = givenDays();
  const accepted = [];
  const refused = [];
  for (const name of givenNames()) {
    (paths.every((path) => takes(path, name, filters[name], accepted.filter((other) => other !== 'days'))) ? accepted : refused).push(name);
  }
  // what may only stand alone was checked against what came before it; now against all
  for (const name of accepted.filter((each) => each !== 'days')) {
    const others = accepted.filter((other) => other !== 'days' && other !== name);
    if (!paths.every((path) => takes(path, name, filters[name], others))) {
      accepted.splice(accepted.indexOf(name), 1);
      refused.push(name);
    }
  }
  return {
    refused,
    paths: paths.map((path) => {
      const { address, params } = split(path);
      for (const name of accepted) {
        if (name === 'days') {
          if (!params.has('from') && !params.has('to')) {
            Object.entries(days).filter(([, day]) => day).forEach(([end, day]) => params.set(end, day));
          }
        } else {
          params.set(...asParameter(name, filters[name]));
        }
      }
      const query = params.toString();
      return query ? `${address}?${query}` : address;
    }),
  };
}
