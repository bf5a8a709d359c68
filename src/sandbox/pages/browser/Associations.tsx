import type { AssociatedRecord, AssociationGroup } from '../page-view.js';

const Associated = ({ record }: { readonly record: AssociatedRecord }) => (
  <li className="associated">
    {record.href === null ? (
      <strong>{record.title}</strong>
    ) : (
      <a className="link" href={record.href}>
        {record.title}
      </a>
    )}
    {record.details.map((detail) => (
      <span key={detail} className="quiet">
        {detail}
      </span>
    ))}
    {record.labels.length === 0 ? null : (
      <span className="labels">
        {record.labels.map((label) => (
          <span key={label} className="tag tag-default">
            {label}
          </span>
        ))}
      </span>
    )}
  </li>
);

const Group = ({ group }: { readonly group: AssociationGroup }) => (
  <section className="group">
    <h2>
      {group.title} ({group.total})
    </h2>
    {group.records.length === 0 ? <p className="quiet">None on this record.</p> : null}
    <ul>
      {group.records.map((record, index) => (
        <Associated key={index} record={record} />
      ))}
    </ul>
    {group.total > group.records.length ? (
      <p className="quiet">
        {group.records.length} of {group.total} shown.
      </p>
    ) : null}
  </section>
);

/** Who and what belongs to the record, with association labels. */
export const Associations = ({ groups }: { readonly groups: readonly AssociationGroup[] }) => (
  <aside className="associations" aria-label="Associated records">
    {groups.map((group) => (
      <Group key={group.title} group={group} />
    ))}
  </aside>
);
