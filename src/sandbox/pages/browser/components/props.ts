/** Sizes and gaps as HubSpot's components take them, and the class names that they have here. */
import type { AllDistances } from '@hubspot/ui-extensions';

const SHORT: Readonly<Record<string, string>> = {
  'extra-small': 'xs',
  small: 'sm',
  medium: 'md',
  large: 'lg',
  'extra-large': 'xl',
};

/** "extra-small" and "xs" are the same size. */
export const sizeOf = (size: AllDistances | undefined, absent: string): string =>
  size === undefined ? absent : (SHORT[size] ?? size);

/** Joins class names, leaving out what is false. */
export const classes = (...names: readonly (string | false | undefined)[]): string =>
  names.filter((name) => typeof name === 'string' && name !== '').join(' ');
