import { LoadingSpinner } from '@hubspot/ui-extensions';

/** @param label what is being looked up: "Looking up the partners on this deal". */
export const Loading = ({ label }: { readonly label: string }) => (
  <LoadingSpinner label={label} showLabel={true} size="md" layout="centered" />
);
