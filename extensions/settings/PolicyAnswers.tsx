import { Alert, List, Text } from '@hubspot/ui-extensions';

import type { PolicyCheckedView } from '../view.js';

const Lines = ({ lines }: { readonly lines: readonly string[] }) => (
  <List variant="unordered">
    {lines.map((line) => (
      <Text key={line}>{line}</Text>
    ))}
  </List>
);

/** What stands in the way of a policy, all at once. */
export const Unusable = ({ problems }: { readonly problems: readonly string[] }) => (
  <Alert title="This policy cannot be used yet" variant="danger">
    <Lines lines={problems} />
  </Alert>
);

/** What came of a check. */
export const Checked = ({ view }: { readonly view: PolicyCheckedView }) =>
  view.valid ? (
    <Alert title="This policy is sound" variant={view.notes.length === 0 ? 'success' : 'info'}>
      <Lines lines={[...view.changes, ...view.notes]} />
    </Alert>
  ) : (
    <Unusable problems={view.problems} />
  );
