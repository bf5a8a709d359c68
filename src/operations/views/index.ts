/**
 * The view models that cards and pages draw: finished text, no arithmetic left to do. Types alone, and of nothing outside
 * this folder: staging copies it beside the cards.
 */
export type * from './bulk-view.js';
export type * from './company-card-view.js';
export type * from './company-deals-view.js';
export type * from './deal-card-view.js';
export type * from './deal-sidebar-view.js';
export type * from './deal-timeline-view.js';
export type * from './effect-view.js';
export type * from './home-programme-view.js';
export type * from './home-view.js';
export type * from './partner-programme-view.js';
export type * from './partners-found-view.js';
export type * from './programme-agreement-view.js';
export type * from './programme-attention-view.js';
export type * from './programme-enablement-view.js';
export type * from './programme-lifecycle-view.js';
export type * from './programme-tier-view.js';
export type * from './programme-plan-view.js';
export type * from './programme-rhythm-view.js';
export type * from './registration-view.js';
export type * from './settings-view.js';
