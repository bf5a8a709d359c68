import { DateInput } from '@hubspot/ui-extensions';

interface BaseDate {
  readonly year: number;
  readonly month: number;
  readonly date: number;
}

interface Props {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly required?: boolean;
  /** "2026-12-31", or empty. */
  readonly value: string;
  readonly onChange: (day: string) => void;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** HubSpot counts months from 0. */
const partsOf = (day: string) => {
  const [year = '', month = '', date = ''] = day.split('-');
  return day === '' ? null : { year: Number(year), month: Number(month) - 1, date: Number(date) };
};

/** A calendar day. */
export const DayField = ({ name, label, description, required = false, value, onChange }: Props) => {
  const day = partsOf(value);
  return (
    <DateInput
      name={name}
      label={label}
      {...(description === undefined ? {} : { description })}
      required={required}
      format="medium"
      {...(day === null ? {} : { value: day })}
      // Whoever clears the field gives none.
      onChange={(chosen: Partial<BaseDate> | null) => {
        const { year, month, date } = chosen ?? {};
        const isDay = year !== undefined && month !== undefined && date !== undefined;
        onChange(isDay ? `${year}-${twoDigits(month + 1)}-${twoDigits(date)}` : '');
      }}
    />
  );
};
