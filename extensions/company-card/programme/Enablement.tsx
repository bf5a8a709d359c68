import {
  Alert,
  Flex,
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
import type { EnablementPerson, EnablementSection } from '../../view.js';
import type { ProgrammeActing } from './acting.js';
import { CertificationForm } from './CertificationForm.js';
import { ChangeAtOnce } from './ChangeAtOnce.js';

interface Props {
  readonly section: EnablementSection;
  readonly acting: ProgrammeActing;
}

interface PersonProps {
  readonly person: EnablementPerson;
  readonly names: readonly string[];
  readonly acting: ProgrammeActing;
}

const Certifications = ({ person, acting }: Omit<PersonProps, 'names'>) => (
  <Flex direction="column" gap="extra-small">
    {person.certifications.length === 0 && <Text variant="microcopy">None</Text>}
    {person.certifications.map(({ name, since, text, status }) => (
      <Flex key={`${name} ${since}`} direction="row" gap="small" align="center" wrap={true}>
        <StatusTag variant={status.variant}>{status.text}</StatusTag>
        <Text>{text}</Text>
        {acting.mayChange && (
          <ChangeAtOnce
            acting={acting}
            label="Take away"
            change={{ kind: 'remove_certification', contactId: person.contactId, name, since }}
          />
        )}
      </Flex>
    ))}
  </Flex>
);

const Actions = ({ person, names, acting }: PersonProps) => (
  <Flex direction="column" gap="extra-small" align="start">
    <DialogButton
      id={`certify-${person.contactId}`}
      label="Add a certification"
      title={`Certification of ${person.name}`}
      size="xs"
    >
      {() => <CertificationForm person={person} names={names} acting={acting} />}
    </DialogButton>
    <ChangeAtOnce
      acting={acting}
      label={person.isExecutive ? 'Not an executive' : 'Is an executive'}
      change={{ kind: 'set_executive', contactId: person.contactId, isExecutive: !person.isExecutive }}
    />
  </Flex>
);

/** Who of the partner holds which certification, and what is missing. */
export const Enablement = ({ section, acting }: Props) => (
  <Flex direction="column" gap="medium">
    <Text format={{ fontWeight: 'demibold' }}>{section.headline}</Text>
    {section.gaps.map(({ text, status }) => (
      <Flex key={text} direction="row" gap="small" align="center">
        <StatusTag variant={status.variant}>{status.text}</StatusTag>
        <Text>{text}</Text>
      </Flex>
    ))}
    {section.notices.map((notice) => (
      <Alert key={notice} title={notice} variant="warning" />
    ))}
    {section.people.length === 0 ? (
      <Text>Nobody is associated with this partner: add its people under Contacts first.</Text>
    ) : (
      <Table bordered={true} flush={true} density="condensed">
        <TableHead>
          <TableRow>
            <TableHeader>Who</TableHeader>
            <TableHeader>Certifications</TableHeader>
            {acting.mayChange && <TableHeader width="min">Change</TableHeader>}
          </TableRow>
        </TableHead>
        <TableBody>
          {section.people.map((person) => (
            <TableRow key={person.contactId}>
              <TableCell>
                <Flex direction="column" gap="flush">
                  <Text>{person.name}</Text>
                  {person.isExecutive && <Text variant="microcopy">Executive</Text>}
                </Flex>
              </TableCell>
              <TableCell>
                <Certifications person={person} acting={acting} />
              </TableCell>
              {acting.mayChange && (
                <TableCell width="min">
                  <Actions person={person} names={section.names} acting={acting} />
                </TableCell>
              )}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    )}
    {section.more !== null && <Text variant="microcopy">{section.more}</Text>}
  </Flex>
);
