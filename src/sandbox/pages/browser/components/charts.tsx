import type { BarChartProps, ChartProps, LineChartProps } from '@hubspot/ui-extensions';
import { useEffect, useRef, useState } from 'react';

import type { ChartKind } from '../chart-drawing.js';
import { chartTable, type ChartTable } from './chart-series.js';

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

/** The same numbers as the picture, for whoever does not see it. */
// The box is around the table, since a table is as wide as its words, hidden or not.
const NumbersTable = ({ title, table }: { readonly title: string; readonly table: ChartTable }) => (
  <div className="visually-hidden">
    <table>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{table.categoryLabel}</th>
          {table.series.map(({ name }) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.categories.map((category, row) => (
          <tr key={row}>
            <th scope="row">{category}</th>
            {table.series.map(({ name, values }) => {
              const value = values[row];
              return <td key={name}>{value === null || value === undefined ? '--' : whole.format(value)}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const Chart = ({ kind, props }: { readonly kind: ChartKind; readonly props: ChartProps }) => {
  const place = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  const { options = {} } = props;
  const table = chartTable(props);
  const key = JSON.stringify([table, options]);
  useEffect(() => {
    let clear: () => void = () => undefined;
    let gone = false;
    import('../chart-drawing.js').then(
      ({ drawChart }) => {
        if (gone || place.current === null) return;
        clear = drawChart(place.current, kind, table, options);
      },
      () => setFailed(true),
    );
    return () => {
      gone = true;
      clear();
    };
    // The data by its content: every message from the card brings a new object.
  }, [kind, key]);
  const title = options.title ?? `${table.valueLabel} by ${table.categoryLabel}`;
  return (
    <figure className="chart">
      {options.title === undefined ? null : (
        <figcaption className="heading" aria-hidden="true">
          {options.title}
        </figcaption>
      )}
      <div ref={place} className="chart-place" aria-hidden="true" data-chart={kind} />
      {failed ? <p className="quiet">The chart could not be loaded; reload the page.</p> : null}
      <NumbersTable title={title} table={table} />
    </figure>
  );
};

export const BarChart = (props: BarChartProps) => <Chart kind="bar" props={props} />;
export const LineChart = (props: LineChartProps) => <Chart kind="line" props={props} />;
