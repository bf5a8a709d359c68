import { LoadingSpinner } from '@hubspot/ui-extensions';

export const LoadingDealCard = () => (
  <LoadingSpinner label="Looking up the partners on this deal" showLabel={true} size="md" layout="centered" />
);
