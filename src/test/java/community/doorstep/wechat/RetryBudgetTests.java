package community.doorstep.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetryBudgetTests {

    @Test
    void tenInARowAndThenOneForTenAnswers() {
        RetryBudget budget = new RetryBudget();
        for (int n = 0; n < 10; n++) {
            assertThat(budget.spend()).isTrue();
        }
        assertThat(budget.spend()).isFalse();
        for (int n = 0; n < 9; n++) {
            budget.earn();
        }
        assertThat(budget.spend()).isFalse();
        budget.earn();
        assertThat(budget.spend()).isTrue();
        assertThat(budget.spend()).isFalse();
    }

    @Test
    void neverSavesMoreThanTen() {
        RetryBudget budget = new RetryBudget();
        for (int n = 0; n < 1000; n++) {
            budget.earn();
        }
        for (int n = 0; n < 10; n++) {
            assertThat(budget.spend()).isTrue();
        }
        assertThat(budget.spend()).isFalse();
    }
}
