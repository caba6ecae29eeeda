package community.doorstep.screening;

import community.doorstep.identity.WechatAccounts;
import community.doorstep.media.PhotoId;
import community.doorstep.media.Photos;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.wechat.MiniProgram;
import community.doorstep.wechat.Verdict;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Looks at what people hand in before others see it. What WeChat doubts, or cannot look at, waits for staff. */
@Component
public class Screenings {

    private final MiniProgram wechat;
    private final WechatAccounts accounts;
    private final Photos photos;
    private final ScreeningRows rows;

    Screenings(MiniProgram wechat, WechatAccounts accounts, Photos photos, ScreeningRows rows) {
        this.wechat = wechat;
        this.accounts = accounts;
        this.photos = photos;
        this.rows = rows;
    }

    /**
     * What WeChat thinks of the words; before any transaction, for it calls WeChat. Refuses {@code text-refused} (422)
     * when they are risky.
     */
    public Mono<Verdict> verdict(PersonId author, String words) {
        return words.isBlank()
                ? Mono.just(Verdict.PASS)
                : accounts.openId(author)
                        .flatMap(openId -> wechat.checkText(openId, words))
                        .onErrorReturn(Refusal.class, Verdict.REVIEW)
                        .defaultIfEmpty(Verdict.REVIEW)
                        .doOnNext(Screenings::mustNotBeRisky);
    }

    private static void mustNotBeRisky(Verdict verdict) {
        if (verdict == Verdict.RISKY) {
            throw Refusal.unprocessable("text-refused");
        }
    }

    /** Notes the words with their verdict, in the caller's transaction. */
    public Mono<Outcome> words(Submission from, String words, Verdict verdict) {
        return rows.words(from, words, verdict);
    }

    /** The photo waits until WeChat has looked at it; in the caller's transaction. */
    public Mono<Outcome> photo(Submission from, PhotoId photo) {
        return photos.open(photo).then(Mono.defer(() -> rows.photo(from, photo)));
    }
}
