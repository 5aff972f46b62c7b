// What a reading page loads when it is first wanted.

import { showHelp } from "./help.js";
import { sift } from "./sifting.js";
import { suggest, suggestOnBlock } from "./suggesting.js";

export { showHelp, sift, suggest, suggestOnBlock };
