/** Attribute of a citizen whose document is looked at. */
export const DOCUMENT = 'wenzheng.document';
