/** The address at which the door offers to take the person from the tablet. */
export const LEAVING = "#/plec";
