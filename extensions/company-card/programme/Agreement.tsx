import {
  Alert,
  DescriptionList,
  DescriptionListItem,
  Flex,
  Heading,
  Link,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';

import { DialogButton } from '../../DialogButton.js';
import type { AgreementSection } from '../../view.js';
import type { ProgrammeActing } from './acting.js';
import { AgreementForm } from './AgreementForm.js';
import { EndAgreementForm } from './EndAgreementForm.js';

interface Props {
  readonly section: AgreementSection;
  readonly acting: ProgrammeActing;
}

const Compliance = ({ rows }: { readonly rows: AgreementSection['compliance'] }) => (
  <Table bordered={true} flush={true} density="condensed">
    <TableHead>
      <TableRow>
        <TableHeader>In force besides</TableHeader>
        <TableHeader width="min">State</TableHeader>
        <TableHeader>Until</TableHeader>
      </TableRow>
    </TableHead>
    <TableBody>
      {rows.map(({ label, status, until }) => (
        <TableRow key={label}>
          <TableCell>{label}</TableCell>
          <TableCell width="min">
            <StatusTag variant={status.variant}>{status.text}</StatusTag>
          </TableCell>
          <TableCell>{until}</TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);

const Actions = ({ section, acting }: Props) => (
  <Flex direction="row" gap="small" wrap={true}>
    <DialogButton
      id="set-agreement"
      label={section.canEnd ? 'Change the agreement' : 'Write down the agreement'}
      title="The agreement"
      variant={section.canEnd ? 'secondary' : 'primary'}
    >
      {() => <AgreementForm kind="set_agreement" form={section.form} acting={acting} />}
    </DialogButton>
    {section.canRenew && (
      <DialogButton
        id="renew-agreement"
        label="Renew"
        title="Renew the agreement"
        variant={section.due === null ? 'secondary' : 'primary'}
      >
        {() => <AgreementForm kind="renew_agreement" form={section.form} acting={acting} />}
      </DialogButton>
    )}
    {section.canEnd && (
      <DialogButton id="end-agreement" label="End" title="End the agreement">
        {() => <EndAgreementForm endsAt={section.form.endsAt} acting={acting} />}
      </DialogButton>
    )}
  </Flex>
);

/** The agreement: until when it holds, what is due, what must be in force besides. */
export const Agreement = ({ section, acting }: Props) => (
  <Flex direction="column" gap="medium">
    <Text format={{ fontWeight: 'demibold' }}>{section.headline}</Text>
    {section.due !== null && <Alert title={section.due.text} variant={section.due.variant} />}
    {section.keptIn !== null && <Text variant="microcopy">{section.keptIn}</Text>}
    <DescriptionList direction="row">
      {section.facts.map(({ label, value }) => (
        <DescriptionListItem key={label} label={label}>
          <Text>{value}</Text>
        </DescriptionListItem>
      ))}
    </DescriptionList>
    {section.document !== null && <Link href={section.document}>Open the document</Link>}
    {acting.mayChange && <Actions section={section} acting={acting} />}
    <Compliance rows={section.compliance} />
    {section.past.length > 0 && (
      <Flex direction="column" gap="extra-small">
        <Heading>Agreements before</Heading>
        {section.past.map(({ until, outcome, value, who }) => (
          <Text key={until} variant="microcopy">
            {`Until ${until} · ${outcome} · value a year ${value} · decided by ${who}`}
          </Text>
        ))}
      </Flex>
    )}
  </Flex>
);
