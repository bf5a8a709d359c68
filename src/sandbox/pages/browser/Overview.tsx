import type { RecordView } from '../page-view.js';
import { IconCall, IconMail, IconMeeting } from './icons.js';

const ICONS = { Meeting: IconMeeting, Call: IconCall, Email: IconMail } as const;

/** The numbers of the record on top, its newest activities below. */
export const Overview = ({ view }: { readonly view: RecordView }) => (
  <>
    <section className="panel">
      <h2>Data highlights</h2>
      <dl className="statistics">
        {view.highlights.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="statistics-number">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
    <section className="panel">
      <h2>Recent activities</h2>
      {view.activities.length === 0 ? (
        <p className="quiet">No meetings, calls or emails on this record.</p>
      ) : (
        <ul className="activities">
          {view.activities.map(({ kind, title, when }, index) => {
            const Icon = ICONS[kind];
            return (
              <li key={index}>
                <span className="activity-icon">
                  <Icon />
                </span>
                <span>
                  <strong>{kind}</strong> {title === kind ? '' : title}
                </span>
                <time>{when}</time>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  </>
);
