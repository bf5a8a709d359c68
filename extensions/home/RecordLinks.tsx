import { CrmActionLink } from '@hubspot/ui-extensions/crm';

/** HubSpot's object type ids. */
const COMPANY = '0-2';
const DEAL = '0-3';

interface RecordLinkProps {
  readonly objectTypeId: string;
  readonly id: string;
  /** The record's name. */
  readonly children: string;
}

/** Opens a record. */
export const RecordLink = ({ objectTypeId, id, children }: RecordLinkProps) => (
  <CrmActionLink actionType="RECORD_APP_LINK" actionContext={{ objectTypeId, objectId: Number(id) }}>
    {children}
  </CrmActionLink>
);

/** Opens a company. */
export const CompanyLink = ({
  companyId,
  children,
}: {
  readonly companyId: string;
  readonly children: string;
}) => (
  <RecordLink objectTypeId={COMPANY} id={companyId}>
    {children}
  </RecordLink>
);

/** Opens a deal. */
export const DealLink = ({ dealId, children }: { readonly dealId: string; readonly children: string }) => (
  <RecordLink objectTypeId={DEAL} id={dealId}>
    {children}
  </RecordLink>
);
