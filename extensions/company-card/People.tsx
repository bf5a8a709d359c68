import {
  Flex,
  Heading,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';

import type { PartnerPeople } from '../view.js';

const COLUMNS = ['Name', 'Title', 'Phone', 'E-mail'] as const;

/** Whom to call at the partner. */
export const People = ({ people }: { readonly people: PartnerPeople }) => (
  <Flex direction="column" gap="small">
    <Heading>People</Heading>
    {people.items.length === 0 ? (
      <Text>
        Nobody is associated with this partner. Add its people under Contacts: their meetings, calls and
        e-mails on deals then count as the partner’s.
      </Text>
    ) : (
      <Table bordered={true} flush={true} density="condensed">
        <TableHead>
          <TableRow>
            {COLUMNS.map((column) => (
              <TableHeader key={column}>{column}</TableHeader>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {people.items.map((person) => (
            <TableRow key={person.contactId}>
              <TableCell>{person.name}</TableCell>
              <TableCell>{person.title}</TableCell>
              <TableCell width="min">{person.phone}</TableCell>
              <TableCell>{person.email}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    )}
    {people.more !== null && <Text variant="microcopy">{people.more}</Text>}
  </Flex>
);
