/** What a chart of a card shows, worked out of its props: pure, so that its table and its drawing are the same numbers. */
import type { ChartAxis, ChartColor, ChartProps } from '@hubspot/ui-extensions';

/** HubSpot's chart colours, in the order in which its charts take them. */
const COLORS: Readonly<Record<ChartColor, string>> = {
  orange: '#ff8f59',
  aqua: '#00a4bd',
  purple: '#9784c2',
  yellow: '#f5c26b',
  pink: '#ea90b1',
  blue: '#3b7ee0',
  green: '#7bb661',
  darkOrange: '#c9572c',
  darkAqua: '#00697a',
  darkPurple: '#5e4b8b',
  darkYellow: '#a86f00',
  darkPink: '#b0416f',
  darkBlue: '#1f4f9e',
  darkGreen: '#3f7a2c',
};

export interface ChartSeries {
  readonly name: string;
  readonly color: string;
  /** One a category; null where the data has none. */
  readonly values: readonly (number | null)[];
}

export interface ChartTable {
  /** The axis that the categories stand on. */
  readonly along: 'x' | 'y';
  readonly categories: readonly string[];
  readonly categoryLabel: string;
  readonly valueLabel: string;
  readonly series: readonly ChartSeries[];
  readonly stacked: boolean;
}

type Row = Readonly<Record<string, number | string>>;

const isDay = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

const colorsOf = ({ axes, options = {} }: ChartProps, names: readonly string[]): readonly string[] => {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- cards may still use it
  const wished = options.colorList ?? options.colors ?? [];
  const order = [...new Set<ChartColor>([...wished, ...(Object.keys(COLORS) as ChartColor[])])];
  return names.map((name, index) => {
    const named = axes.options?.colors?.[name];
    return COLORS[named ?? order[index % order.length] ?? 'orange'];
  });
};

const numberOf = (value: number | string | undefined): number | null => {
  const number = value === undefined || value === '' ? NaN : Number(value);
  return Number.isFinite(number) ? number : null;
};

const labelOf = (axis: ChartAxis): string => axis.label ?? axis.field;

/** Works out categories and series. Rows keep the card's order; times are sorted, as their axis is. */
export const chartTable = (props: ChartProps): ChartTable => {
  const { axes } = props;
  const given = Array.isArray(props.data) ? { data: props.data, options: undefined } : props.data;
  const words = given.options?.propertyLabels ?? {};
  const along = axes.x.fieldType === 'linear' && axes.y.fieldType !== 'linear' ? 'y' : 'x';
  const [category, value] = along === 'x' ? [axes.x, axes.y] : [axes.y, axes.x];
  const textOf = (field: string, raw: number | string | undefined): string =>
    words[field]?.[String(raw)] ?? String(raw ?? '');
  const group = axes.options?.groupFieldByColor;
  const rows: readonly Row[] =
    category.fieldType === 'datetime'
      ? [...given.data].sort(
          (a, b) => Number(new Date(a[category.field] ?? 0)) - Number(new Date(b[category.field] ?? 0)),
        )
      : given.data;
  const keys = [...new Set(rows.map((row) => row[category.field]))];
  const groups = group === undefined ? [undefined] : [...new Set(rows.map((row) => row[group]))];
  const names = groups.map((each) => (group === undefined ? labelOf(value) : textOf(group, each)));
  const colors = colorsOf(
    props,
    groups.map((each, index) => (each === undefined ? (names[index] ?? '') : String(each))),
  );
  return {
    along,
    categoryLabel: labelOf(category),
    valueLabel: labelOf(value),
    stacked: axes.options?.stacking === true,
    categories: keys.map((key) =>
      category.fieldType === 'datetime' && key !== undefined
        ? isDay.format(new Date(key)).replace('Sept', 'Sep')
        : textOf(category.field, key),
    ),
    series: groups.map((each, index) => ({
      name: names[index] ?? '',
      color: colors[index] ?? COLORS.orange,
      values: keys.map((key) => {
        const row = rows.find(
          (one) => one[category.field] === key && (group === undefined || one[group] === each),
        );
        return numberOf(row?.[value.field]);
      }),
    })),
  };
};
