import {
  Flex,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Tag,
  Text,
} from '@hubspot/ui-extensions';
import { CrmActionLink } from '@hubspot/ui-extensions/crm';

import type { DealCardPartner } from '../view.js';

/** HubSpot's object type id of companies. */
const COMPANY = '0-2';

const COLUMNS = [
  'Partner',
  'Tier',
  'Partner lifecycle stage',
  'Role',
  'Last touch',
  'Partner manager',
] as const;

const PartnerName = ({ partner }: { readonly partner: DealCardPartner }) => (
  <Flex direction="column" gap="flush">
    <CrmActionLink
      actionType="PREVIEW_OBJECT"
      actionContext={{ objectTypeId: COMPANY, objectId: Number(partner.companyId) }}
    >
      {partner.name}
    </CrmActionLink>
    <Text variant="microcopy">{partner.type}</Text>
  </Flex>
);

const PartnerRow = ({ partner }: { readonly partner: DealCardPartner }) => (
  <TableRow>
    <TableCell>
      <PartnerName partner={partner} />
    </TableCell>
    <TableCell>
      <Tag variant={partner.tierVariant} inline={true}>
        {partner.tier}
      </Tag>
    </TableCell>
    <TableCell>{partner.stage}</TableCell>
    <TableCell>{partner.role}</TableCell>
    <TableCell>{partner.lastTouch}</TableCell>
    <TableCell>{partner.manager}</TableCell>
  </TableRow>
);

/** One row a partner, in the order of the view: who sourced before who influenced. */
export const PartnersTable = ({ partners }: { readonly partners: readonly DealCardPartner[] }) => (
  <Table bordered={true} flush={true} density="condensed">
    <TableHead>
      <TableRow>
        {COLUMNS.map((column) => (
          <TableHeader key={column}>{column}</TableHeader>
        ))}
      </TableRow>
    </TableHead>
    <TableBody>
      {partners.map((partner) => (
        <PartnerRow key={partner.companyId} partner={partner} />
      ))}
    </TableBody>
  </Table>
);
