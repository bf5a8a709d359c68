/** HubSpot's strings as its record page shows them. */
import { TIME_ZONE } from '../time-zone.js';
import type { CrmProperty, CrmRecord } from './portal-api.js';

export const EMPTY = '--';

/** "$48,000.00"; the bare text where the currency or the amount is not one that can be formatted. */
export const formatAmount = (
  amount: string | null | undefined,
  currency: string | null | undefined,
): string => {
  if (amount === null || amount === undefined || amount === '') return EMPTY;
  const value = Number(amount);
  if (!Number.isFinite(value)) return amount;
  try {
    const code = currency === null || currency === undefined || currency === '' ? 'USD' : currency;
    return new Intl.NumberFormat('en-US', { style: 'currency', currency: code }).format(value);
  } catch {
    return `${amount} ${currency ?? ''}`.trim();
  }
};

/** "12 Sep 2026", in the portal's time zone unless another is given. */
export const formatDay = (instant: string | null | undefined, timeZone: string = TIME_ZONE): string => {
  if (instant === null || instant === undefined || instant === '') return EMPTY;
  const time = new Date(/^\d+$/.test(instant) ? Number(instant) : instant);
  if (Number.isNaN(time.getTime())) return instant;
  const parts = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone,
  });
  return parts.format(time).replace('Sept', 'Sep');
};

/** "2026-09-12", the day of an instant in the portal's time zone, as a date input has it; nothing for no day. */
export const dayOf = (instant: string | null | undefined): string => {
  if (instant === null || instant === undefined || instant === '') return '';
  const time = new Date(/^\d+$/.test(instant) ? Number(instant) : instant);
  if (Number.isNaN(time.getTime())) return '';
  // Sweden writes dates as inputs do.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: TIME_ZONE }).format(time);
};

/** A property's value in words: labels of options, days of dates, numbers in groups of digits, `--` for nothing. */
export const formatProperty = (record: CrmRecord, property: CrmProperty): string => {
  const value = record.properties[property.name];
  if (value === null || value === undefined || value === '') return EMPTY;
  if (property.type === 'datetime') return formatDay(value);
  // A day of the calendar is midnight UTC in HubSpot, and the same day in every time zone.
  if (property.type === 'date') return formatDay(value, 'UTC');
  if (property.type === 'number' && Number.isFinite(Number(value))) {
    return new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 }).format(Number(value));
  }
  if (property.type === 'enumeration') {
    const labels = new Map((property.options ?? []).map((option) => [option.value, option.label]));
    return value
      .split(';')
      .map((each) => labels.get(each) ?? each)
      .join(', ');
  }
  return value;
};
