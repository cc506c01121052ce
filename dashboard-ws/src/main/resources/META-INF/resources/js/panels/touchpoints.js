// What touchpoints of a session are called.

import { translate } from '../language.js';

const NAMES = {
  start: 'Start', home: 'Home page', page: 'Other page', search: 'Search', product: 'Product', cart: 'Cart', checkout: 'Checkout', abandon: 'Cart given up',
  more: 'Further steps', conversion: 'Purchase', leave: 'Left',
};

/** The name of a node of journeys. */
export const touchpoint = (name) => translate(NAMES[name] ?? name);

/** A path in words: "Search › Product". */
export const pathWords = (path) => (path.length === 0 ? translate('At once') : path.map(touchpoint).join(' › '));
