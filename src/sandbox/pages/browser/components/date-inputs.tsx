import type {
  BaseDate,
  BaseTime,
  DateInputEventsPayload,
  DateInputProps,
  TimeInputEventsPayload,
  TimeInputProps,
} from '@hubspot/ui-extensions';

import { describes, Field, useFieldIds } from './field.js';
import { useDraft } from './use-draft.js';

const two = (value: number): string => String(value).padStart(2, '0');

/** "2026-09-04", as the browser's own input has it. Months count from 0 in HubSpot's dates. */
const dayText = (day: BaseDate | null | undefined): string =>
  day === null || day === undefined
    ? ''
    : `${String(day.year).padStart(4, '0')}-${two(day.month + 1)}-${two(day.date)}`;

const readDay = (text: string): BaseDate | null => {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  // The browser fires for each digit of a year that is being typed.
  if (year === undefined || month === undefined || date === undefined || year < '1000') return null;
  return { year: Number(year), month: Number(month) - 1, date: Number(date) };
};

const FORMATS: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  short: { year: 'numeric', month: '2-digit', day: '2-digit' },
  medium: { year: 'numeric', month: 'short', day: 'numeric' },
  long: { year: 'numeric', month: 'long', day: 'numeric' },
};
const SAME_AS: Readonly<Record<string, string>> = { L: 'short', ll: 'medium', LL: 'long' };

const formatted = (day: BaseDate, format: string): string => {
  const options = FORMATS[SAME_AS[format] ?? format];
  const instant = new Date(Date.UTC(day.year, day.month, day.date));
  return options === undefined
    ? dayText(day)
    : new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' }).format(instant);
};

export const DateInput = (props: DateInputProps) => {
  const ids = useFieldIds();
  const {
    name,
    value,
    defaultValue,
    format = 'short',
    min,
    max,
    readOnly,
    onChange,
    onBlur,
    onFocus,
  } = props;
  const payload = (day: BaseDate): DateInputEventsPayload => ({
    ...day,
    formattedDate: formatted(day, format),
  });
  const { draft, commit } = useDraft<BaseDate | null>(
    {
      name,
      value,
      defaultValue,
      onChange: (day) => {
        if (day !== null) onChange?.(payload(day));
      },
    },
    null,
  );
  return (
    <Field ids={ids} {...props}>
      <input
        id={ids.input}
        className="input"
        type="date"
        name={name}
        readOnly={readOnly}
        min={dayText(min)}
        max={dayText(max)}
        defaultValue={dayText(draft)}
        key={dayText(value)}
        {...describes(ids, props)}
        onChange={(event) => {
          const day = readDay(event.target.value);
          if (day !== null || event.target.value === '') commit(day);
        }}
        onFocus={() => draft !== null && onFocus?.(payload(draft))}
        onBlur={() => draft !== null && onBlur?.(payload(draft))}
      />
    </Field>
  );
};

const timeText = (time: BaseTime | null | undefined): string =>
  time === null || time === undefined ? '' : `${two(time.hours)}:${two(time.minutes)}`;

const readTime = (text: string): TimeInputEventsPayload | null => {
  const [hours, minutes] = text.split(':').map(Number);
  return hours === undefined || minutes === undefined || Number.isNaN(hours) ? null : { hours, minutes };
};

export const TimeInput = (props: TimeInputProps) => {
  const ids = useFieldIds();
  const { name, value, defaultValue, min, max, interval = 30, readOnly, onChange, onBlur, onFocus } = props;
  const { draft, commit } = useDraft<BaseTime | null>(
    {
      name,
      value,
      defaultValue,
      onChange: (time) => {
        if (time !== null) onChange?.(time);
      },
    },
    null,
  );
  return (
    <Field ids={ids} {...props}>
      <input
        id={ids.input}
        className="input"
        type="time"
        name={name}
        readOnly={readOnly}
        min={timeText(min)}
        max={timeText(max)}
        step={interval * 60}
        value={timeText(draft)}
        {...describes(ids, props)}
        onChange={(event) => commit(readTime(event.target.value))}
        onFocus={() => draft !== null && onFocus?.(draft)}
        onBlur={() => draft !== null && onBlur?.(draft)}
      />
    </Field>
  );
};
