package org.hotline12345.it;

import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Tasklist as a person uses it: lists on the left, one ticket's task on the right, its form below. */
final class TasklistScreen {

    private static final String PATH = "/camunda/app/tasklist/default/";

    private final Browser browser;

    private TasklistScreen(Browser browser) {
        this.browser = browser;
    }

    /** Signs in and opens Tasklist. */
    static TasklistScreen of(Browser browser, String user) {
        browser.signIn(user);
        browser.go(PATH);
        return new TasklistScreen(browser);
    }

    void showsList(String filter) {
        browser.click("//*[contains(@class,'task-filters')]//*[normalize-space(text())='" + filter + "']");
    }

    /** Opens the ticket's first task out of one of the lists. */
    void opens(String filter, String ticketNo) {
        showsList(filter);
        show(lineOf(ticketNo), ticketNo);
    }

    /** Opens the ticket's task of this name out of one of the lists. */
    void opens(String filter, String task, String ticketNo) {
        showsList(filter);
        show(lineOf(ticketNo, task), ticketNo);
    }

    /** Opens a task that belongs to no ticket, by the number of what it is about. */
    void opensMatter(String filter, String number) {
        showsList(filter);
        browser.click(lineOf(number));
        browser.find("//*[contains(@class,'fjs-form')]//textarea");
    }

    private void show(String line, String ticketNo) {
        browser.click(line);
        browser.find("//*[contains(@class,'hotline-ticket')]//*[contains(text(),'" + ticketNo + "')]");
    }

    boolean lists(String ticketNo) {
        return !browser.shown(lineOf(ticketNo)).isEmpty();
    }

    boolean lists(String ticketNo, String task) {
        return !browser.shown(lineOf(ticketNo, task)).isEmpty();
    }

    private static String lineOf(String ticketNo, String task) {
        return lineOf(ticketNo) + "[.//*[normalize-space(text())='" + task + "']]";
    }

    /** By the number of a ticket, or by the key of another matter, which no person reads. */
    private static String lineOf(String ticketNo) {
        return "//li[contains(@class,'task') and .//*[contains(text(),'" + ticketNo + "') or @data-matter='" + ticketNo + "']]";
    }

    void claims() {
        String offer = "//*[contains(@class,'claim') or contains(@ng-click,'claim')][contains(.,'签收')]";
        browser.click(offer);
        browser.waitFor("the task is claimed", () -> browser.shown(offer).isEmpty());
    }

    /** A radio button of the form. */
    void chooses(String label) {
        browser.click("//*[contains(@class,'fjs-form')]//label[normalize-space()='" + label + "']");
    }

    /** An option of a select of the form. */
    void selects(String field, String option) {
        String group = "//*[contains(@class,'fjs-form-field-select') and .//label[starts-with(normalize-space(),'" + field + "')]]";
        browser.click(group + "//*[contains(@class,'fjs-input-group')]");
        // Long lists can be searched; short ones are simple.
        browser.shown(group + "//input").forEach(search -> search.sendKeys(option));
        browser.click(group + "//*[contains(@class,'fjs-dropdownlist-item') and contains(normalize-space(),'" + option + "')]");
    }

    /** A text field of the form; leaves it by the keyboard, as the form checks what was written only then. */
    void writes(String field, String text) {
        WebElement input = field(field);
        input.clear();
        input.sendKeys(text + Keys.TAB);
        // A select that is reached by the keyboard opens and would lie over what comes below it.
        browser.driver().executeScript("document.activeElement.blur()");
    }

    WebElement field(String field) {
        return browser.find("//*[contains(@class,'fjs-form-field') and .//label[starts-with(normalize-space(),'" + field
                + "')]]//*[(self::textarea or self::input) and not(@disabled)]");
    }

    void submits() {
        browser.click("//button[normalize-space()='提交' and not(@disabled)]");
    }
}
