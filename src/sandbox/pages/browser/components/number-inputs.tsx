import type { CurrencyInputProps, NumberInputProps, StepperInputProps } from '@hubspot/ui-extensions';
import { useEffect, useState } from 'react';

import { describes, Field, type FieldIds, useFieldIds } from './field.js';
import { type Draft, useDraft } from './use-draft.js';

type Amount = number | undefined;

interface Limits {
  readonly min?: number;
  readonly max?: number;
  readonly precision?: number;
}

const within = (value: number, { min, max, precision }: Limits): number => {
  const limited = Math.min(max ?? Infinity, Math.max(min ?? -Infinity, value));
  return precision === undefined ? limited : Number(limited.toFixed(precision));
};

/** "1,200.50" is a number; "" and "abc" are none. */
const parse = (text: string): Amount => {
  const plain = text.replaceAll(/[,\s]/g, '');
  return plain === '' || !Number.isFinite(Number(plain)) ? undefined : Number(plain);
};

const shown = (value: Amount, precision: number | undefined): string =>
  value === undefined
    ? ''
    : new Intl.NumberFormat('en-US', {
        minimumFractionDigits: precision ?? 0,
        maximumFractionDigits: precision ?? 10,
      }).format(value);

/** The text while it is typed; the number, well written, once the field is left. */
const useNumberText = (draft: Draft<Amount>, limits: Limits) => {
  const [text, setText] = useState(shown(draft.draft, limits.precision));
  const [focused, setFocused] = useState(false);
  useEffect(() => {
    if (!focused) setText(shown(draft.draft, limits.precision));
  }, [draft.draft, focused, limits.precision]);
  return {
    value: text,
    onChange: (event: { readonly target: { readonly value: string } }) => {
      setText(event.target.value);
      draft.type(parse(event.target.value));
    },
    onFocus: () => setFocused(true),
    onBlur: () => {
      setFocused(false);
      const value = parse(text);
      draft.commit(value === undefined ? undefined : within(value, limits));
    },
  };
};

/** The handlers of a card take a number; an emptied field tells them nothing. */
const draftProps = ({ name, value, defaultValue, onChange }: NumberInputProps | CurrencyInputProps) => ({
  name,
  value,
  defaultValue,
  onChange: (next: Amount) => {
    if (next !== undefined) onChange?.(next);
  },
});

interface BoxProps {
  readonly ids: FieldIds;
  readonly props: NumberInputProps | CurrencyInputProps;
  readonly draft: Draft<Amount>;
  readonly align?: 'left' | 'right';
  readonly limits: Limits;
}

const NumberBox = ({ ids, props, draft, align, limits }: BoxProps) => {
  const text = useNumberText(draft, limits);
  return (
    <input
      id={ids.input}
      className="input"
      type="text"
      inputMode="decimal"
      name={props.name}
      placeholder={props.placeholder}
      readOnly={props.readOnly}
      style={align === undefined ? undefined : { textAlign: align }}
      {...text}
      {...describes(ids, props)}
      onFocus={() => {
        text.onFocus();
        if (draft.draft !== undefined) props.onFocus?.(draft.draft);
      }}
      onBlur={() => {
        text.onBlur();
        if (draft.draft !== undefined) props.onBlur?.(draft.draft);
      }}
    />
  );
};

export const NumberInput = (props: NumberInputProps) => {
  const ids = useFieldIds();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- cards may still use it
  const { onInput } = props;
  const draft = useDraft<Amount>(
    {
      ...draftProps(props),
      ...(onInput === undefined ? {} : { onInput: (value: Amount) => value !== undefined && onInput(value) }),
    },
    undefined,
  );
  return (
    <Field ids={ids} {...props}>
      <div className="input-with">
        <NumberBox ids={ids} props={props} draft={draft} limits={props} align={props.textAlign ?? 'left'} />
        {props.formatStyle === 'percentage' ? <span className="input-after">%</span> : null}
      </div>
    </Field>
  );
};

const currencyParts = (currency: string): { readonly symbol: string; readonly digits: number } => {
  try {
    const format = new Intl.NumberFormat('en-US', { style: 'currency', currency });
    const symbol = format.formatToParts(0).find((part) => part.type === 'currency')?.value ?? currency;
    return { symbol, digits: format.resolvedOptions().maximumFractionDigits ?? 2 };
  } catch {
    return { symbol: currency, digits: 2 };
  }
};

export const CurrencyInput = (props: CurrencyInputProps) => {
  const ids = useFieldIds();
  const { symbol, digits } = currencyParts(props.currency ?? 'USD');
  const draft = useDraft<Amount>(draftProps(props), undefined);
  return (
    <Field ids={ids} {...props}>
      <div className="input-with">
        <span className="input-before">{symbol}</span>
        <NumberBox
          ids={ids}
          props={props}
          draft={draft}
          limits={{ ...props, precision: props.precision ?? digits }}
        />
      </div>
    </Field>
  );
};

export const StepperInput = (props: StepperInputProps) => {
  const ids = useFieldIds();
  const { stepSize = 1, min, max, readOnly } = props;
  const draft = useDraft<Amount>(draftProps(props), undefined);
  const value = draft.draft ?? 0;
  const step = (by: number) => draft.commit(within(value + by, props));
  const low = min !== undefined && value <= min;
  const high = max !== undefined && value >= max;
  return (
    <Field ids={ids} {...props}>
      <div className="input-with stepper">
        <button
          type="button"
          aria-label={`Less ${props.label}`}
          title={low ? props.minValueReachedTooltip : undefined}
          disabled={low || readOnly === true}
          onClick={() => step(-stepSize)}
        >
          −
        </button>
        <NumberBox ids={ids} props={props} draft={draft} limits={props} />
        <button
          type="button"
          aria-label={`More ${props.label}`}
          title={high ? props.maxValueReachedTooltip : undefined}
          disabled={high || readOnly === true}
          onClick={() => step(stepSize)}
        >
          +
        </button>
      </div>
    </Field>
  );
};
