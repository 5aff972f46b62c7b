// What a reading page loads when it is first wanted.

import { showHelp } from "./help.js";
import { sift } from "./sifting.js";
import { suggest } from "./suggesting.js";

export { showHelp, sift, suggest };
