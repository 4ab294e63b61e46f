/** The verdict of the Model Openness Tool on licences is shared with the licence knowledge of other formats. */
export { isKnownToMot, isOpen, isTypeAppropriate, openBecause, openLicenses, SUGGESTED } from '../licenses/openness';
