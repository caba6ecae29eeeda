/** The application: what belongs to the house as a whole and to no module. */
@NullMarked
package community.doorstep;

import org.jspecify.annotations.NullMarked;
