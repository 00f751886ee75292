package org.wenzheng.cli.doctor;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.wenzheng.cli.Home;
import org.wenzheng.cli.process.Deployment;
import picocli.CommandLine.Command;

/** Tells whether this machine can run the product and what to do where it cannot. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Looks at ports, memory, disk and libraries and says what to do.")
public final class DoctorCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException {
        Home home = Home.find();
        boolean well = true;
        for (Doctor.Finding finding : new Doctor(home, new Deployment(home, System.getenv()).processes()).look()) {
            System.out.printf("%-4s %-28s %s%n", finding.well() ? "ok" : "!!", finding.what(), finding.seen());
            if (!finding.well()) {
                System.out.println("     " + finding.remedy());
                well = false;
            }
        }
        return well ? 0 : 3;
    }
}
