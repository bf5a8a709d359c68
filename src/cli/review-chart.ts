/** The charts of the reviews as SVG: told apart by lightness, so that a grey print still reads. */
import { currencyExponent } from '../domain/currencies.js';
import { monthText } from '../operations/home-words.js';
import type { MonthRevenue } from '../domain/numbers/month-revenue.js';
import { escape } from './report-html.js';

export interface Series {
  readonly name: string;
  readonly of: (month: MonthRevenue) => number;
}

export interface Chart {
  /** What it shows, for people who do not see it, too. */
  readonly title: string;
  readonly months: readonly MonthRevenue[];
  readonly series: readonly Series[];
  /** Parts of one whole; else side by side. */
  readonly stacked: boolean;
  /** ISO 4217. */
  readonly currency: string;
}

/** Dark, middle, light: 3 to 1 and more between neighbours in grey. */
const COLOURS = ['#0b4f4a', '#3aa6a0', '#d3e3e8'];
const SIZE = { width: 700, height: 250 };
const FONT = 'system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif';

/** A figure with its caption; the same numbers stand in a table beside it. */
export async function drawChart({ title, months, series, stacked, currency }: Chart): Promise<string> {
  const echarts = await import('echarts');
  const drawing = echarts.init(null, null, { renderer: 'svg', ssr: true, ...SIZE });
  const unit = 10 ** (currencyExponent(currency) ?? 2);
  const text = { fontFamily: FONT, fontSize: 11, color: '#33475b' };
  try {
    drawing.setOption({
      animation: false,
      color: COLOURS,
      textStyle: text,
      legend: { data: series.map(({ name }) => name), top: 0, left: 0, itemGap: 34, textStyle: text },
      grid: { left: 4, right: 4, top: 34, bottom: 4, containLabel: true },
      xAxis: {
        ...{ type: 'category', data: months.map(({ month }) => shortMonth(month)) },
        ...{ axisTick: { show: false }, axisLabel: { ...text, interval: 0, lineHeight: 14 } },
        axisLine: { lineStyle: { color: '#7c98b6' } },
      },
      yAxis: {
        type: 'value',
        axisLabel: { ...text, formatter: shortAmount },
        splitLine: { lineStyle: { color: '#e5eaf0' } },
      },
      series: series.map(({ name, of }) => ({
        ...{ name, type: 'bar', data: months.map((month) => of(month) / unit), barGap: '8%' },
        ...(stacked ? { stack: 'all', barCategoryGap: '35%' } : { barCategoryGap: '30%' }),
        itemStyle: { borderColor: '#33475b', borderWidth: 0.5 },
      })),
    });
    const svg = drawing
      .renderToSVGString()
      .replace('<svg ', `<svg role="img" aria-label="${escape(title)}" `);
    return `<figure>${svg}<figcaption>${escape(title)}</figcaption></figure>`;
  } finally {
    // Without it the process does not end.
    drawing.dispose();
  }
}

/** "Sep", and the year where it begins. */
function shortMonth(month: string): string {
  const [name = '', year = ''] = monthText(month).split(' ');
  return `${name}\n${year}`;
}

const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });
const shortAmount = (value: number): string => compact.format(value);
