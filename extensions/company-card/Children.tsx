import {
  Flex,
  Heading,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@hubspot/ui-extensions';

import { usePages } from '../deal-card/use-pages.js';
import type { PartnerChild } from '../view.js';
import { RecordLink } from './RecordLink.js';

const ChildRow = ({ partner }: { readonly partner: PartnerChild }) => (
  <TableRow>
    <TableCell>
      <RecordLink type="company" id={partner.companyId} name={partner.name} />
    </TableCell>
    <TableCell>{partner.tier}</TableCell>
    <TableCell align="right">{partner.sourced}</TableCell>
    <TableCell align="right">{partner.influenced}</TableCell>
    <TableCell align="right">{partner.credit}</TableCell>
  </TableRow>
);

/** Partners that belong to this one; each keeps its own credit. */
export const Children = ({ partners }: { readonly partners: readonly PartnerChild[] }) => {
  const { rows, paging } = usePages(partners);
  return (
    <Flex direction="column" gap="small">
      <Heading>Child partners, won revenue of all time</Heading>
      <Table bordered={true} flush={true} density="condensed" {...paging}>
        <TableHead>
          <TableRow>
            <TableHeader>Partner</TableHeader>
            <TableHeader>Tier</TableHeader>
            <TableHeader align="right">Partner-sourced</TableHeader>
            <TableHeader align="right">Partner-influenced (not additive)</TableHeader>
            <TableHeader align="right">Credit</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((partner) => (
            <ChildRow key={partner.companyId} partner={partner} />
          ))}
        </TableBody>
      </Table>
    </Flex>
  );
};
