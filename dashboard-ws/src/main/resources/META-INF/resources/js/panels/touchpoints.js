// What touchpoints of a session are called.

import { translate } from '../language.js';

const NAMES = {
  start: 'Start', home: 'Home page', page: 'Other page', search: 'Search', product: 'Product', cart: 'Cart', checkout: 'Checkout', abandon: 'Cart given up',
  more: 'Further steps', conversion: 'Purchase', leave: 'Left',
};

const ACTIONS = {
  home: 'page_view', page: 'page_view', search: 'search', product: 'view_item', cart: 'add_to_cart', checkout: 'begin_checkout', abandon: 'abandon', conversion: 'purchase',
};

/** The action that a touchpoint of that name stands for, in English; none for the beginning, the end and what is not told apart. */
export const actionOf = (label) => ACTIONS[Object.keys(NAMES).find((name) => NAMES[name] === label)];

/** The name of a node of journeys. */
export const touchpoint = (name) => translate(NAMES[name] ?? name);

/** A path in words: "Search › Product". */
export const pathWords = (path) => (path.length === 0 ? translate('At once') : path.map(touchpoint).join(' › '));
