import type {
  ProgressBarProps,
  ScoreProps,
  StatisticsItemProps,
  StatisticsProps,
  StatisticsTrendProps,
} from '@hubspot/ui-extensions';

const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, value));

export const ProgressBar = ({
  title,
  value = 0,
  maxValue = 100,
  valueDescription,
  showPercentage,
  variant = 'success',
  'aria-label': label,
}: ProgressBarProps) => {
  const part = clamp(value, maxValue);
  const percent = maxValue === 0 ? 0 : (part / maxValue) * 100;
  return (
    <div className="progress">
      <div className="progress-text">
        <span>{title}</span>
        <span className="progress-value">
          {valueDescription}
          {showPercentage === true ? ` ${Math.round(percent)}%` : ''}
        </span>
      </div>
      <div
        className="progress-track"
        role="progressbar"
        aria-label={label ?? title ?? 'Progress'}
        aria-valuenow={Math.round(percent)}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={valueDescription}
      >
        <div className={`progress-fill progress-${variant}`} style={{ width: `${percent}%` }} />
      </div>
    </div>
  );
};

export const ScoreCircle = ({ score }: ScoreProps) => (
  <span className="score" role="img" aria-label={`Score ${Math.trunc(clamp(score, 100))} of 100`}>
    {Math.trunc(clamp(score, 100))}
  </span>
);

export const Statistics = ({ children }: StatisticsProps) => <dl className="statistics">{children}</dl>;

export const StatisticsItem = ({ label, number, children }: StatisticsItemProps) => (
  <div>
    <dt>{label}</dt>
    <dd>
      <span className="statistics-number">{number}</span>
      {children}
    </dd>
  </div>
);

const TREND_COLORS = { increase: 'green', decrease: 'red' } as const;

export const StatisticsTrend = ({ value, direction, color }: StatisticsTrendProps) => (
  <span className={`trend trend-${color ?? TREND_COLORS[direction]}`}>
    <span aria-hidden="true">{direction === 'increase' ? '▲' : '▼'}</span>
    <span className="visually-hidden">{direction} of</span> {value}
  </span>
);
