/**
 * The view model that the card draws. Types alone: staging puts the file behind this line in its place, so that the
 * staged sources stand on their own.
 */
export type * from '../src/operations/deal-card-view.js';
