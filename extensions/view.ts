/**
 * The view models that cards and pages draw. Types alone: staging puts the files behind this line beside the cards, so
 * that the staged sources stand on their own.
 */
export type * from '../src/operations/views/index.js';
