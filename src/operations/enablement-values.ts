import { writeCertificationLines } from '../domain/certification-lines.js';
import type { PersonChange } from '../domain/change-context.js';
import type { PropertyValues } from './crm-port.js';
import { ENABLEMENT_PROPERTIES } from './enablement-port.js';

/** The properties of a contact that a change writes. */
export const enablementValues = ({ isExecutive, certifications }: PersonChange): PropertyValues => ({
  ...(isExecutive === undefined ? {} : { [ENABLEMENT_PROPERTIES.executive]: String(isExecutive) }),
  ...(certifications === undefined
    ? {}
    : { [ENABLEMENT_PROPERTIES.certifications]: writeCertificationLines(certifications) }),
});
