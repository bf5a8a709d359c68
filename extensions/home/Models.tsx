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

import type { HomeModels } from '../view.js';
import { CompanyLink } from './RecordLinks.js';

/** Credit of the same partners under each model. */
export const Models = ({ models }: { readonly models: HomeModels }) => (
  <Flex direction="column" gap="small">
    <Heading>{models.title}</Heading>
    <Text>{models.note}</Text>
    {models.rows.length === 0 ? (
      <Text>No partner has credit on a won deal yet.</Text>
    ) : (
      <Table bordered={true} density="condensed">
        <TableHead>
          <TableRow>
            <TableHeader>Partner</TableHeader>
            {models.columns.map((column) => (
              <TableHeader key={column} align="right">
                {column}
              </TableHeader>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {models.rows.map(({ partnerId, name, credits }) => (
            <TableRow key={partnerId}>
              <TableCell>
                <CompanyLink companyId={partnerId}>{name}</CompanyLink>
              </TableCell>
              {credits.map((credit, place) => (
                <TableCell key={models.columns[place]} align="right">
                  {credit}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    )}
  </Flex>
);
