/** What is added at the door of a repair: parts and labour offered by the item, approved, paid; and the parts' stock. */
@ApplicationModule(
        allowedDependencies = {"shared", "catalog", "identity", "dispatch", "repair", "payment", "supplement", "wechat"
        })
@NullMarked
package community.doorstep.extras;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
